// What a passage seems to say, for a person to accept or leave: dates, sums, names, statements; and the article of a capture.
export { amountsIn, type FoundAmount } from './amounts.ts';
export { type ArticleOf, articleIn } from './article.ts';
export { datesIn, type FoundDate } from './dates.ts';
export { actorsIn, type FoundName, type KnownName, namesIn } from './names.ts';
export { type FoundStatement, statementsIn } from './statements.ts';
