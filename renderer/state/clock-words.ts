export * from '../../main/presentation/clock-words.ts'
