package dev.headroom.benchmarks.projection;

/** An interface through which Spring Data or Blaze-Persistence shows a product. */
interface ProductView {

    /** What it shows, for comparison. */
    Record record();
}
