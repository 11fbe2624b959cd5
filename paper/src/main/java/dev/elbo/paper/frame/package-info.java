/** What every experiment stands in: budgets, parts and their resumption, tables, the summary. */
@NullMarked
package dev.elbo.paper.frame;

import org.jspecify.annotations.NullMarked;
