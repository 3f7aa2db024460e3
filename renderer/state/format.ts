export * from '../../main/presentation/format.ts'
