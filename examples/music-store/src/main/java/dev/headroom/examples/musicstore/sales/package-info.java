/** Who buys and who sells: customers, employees, invoices and their lines. */
@NullMarked
package dev.headroom.examples.musicstore.sales;

import org.jspecify.annotations.NullMarked;
