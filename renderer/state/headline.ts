export * from '../../main/presentation/headline.ts'
