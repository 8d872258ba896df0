/* The statements of the article on 97012, from docs/article.tsv. */
#ifndef TRACTION_ARTICLE_H
#define TRACTION_ARTICLE_H

/** One statement, in our own words. */
typedef struct article_statement {
  const char *number; /**< "A5"; NULL after the last */
  const char *words;
} article_statement;

/** All of them, in order; the source of the article is ARTICLE_SOURCE. */
extern const article_statement article_statements[];

#define ARTICLE_SOURCE "chirotouch-97012"

#endif
