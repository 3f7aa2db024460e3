export * from '../../main/presentation/words.ts'
