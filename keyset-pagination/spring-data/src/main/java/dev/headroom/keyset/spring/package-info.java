/**
 * Keyset pagination in applications of Spring Data JPA and Spring MVC.
 *
 * <p>In repositories: extend {@link dev.headroom.keyset.spring.KeysetRepository}, and read pages with a {@code Keyset}
 * that is a bean.
 *
 * <p>In controllers: register {@link dev.headroom.keyset.spring.KeysetRequestArgumentResolver} for {@code size}, {@code
 * after} and {@code before}, and {@link dev.headroom.keyset.spring.KeysetArgumentResolver} for {@code sort} with the
 * {@link dev.headroom.keyset.spring.KeysetOrders} that a list offers, best as a bean. Answer with {@link
 * dev.headroom.keyset.spring.KeysetLinks} or with a {@link dev.headroom.keyset.spring.Connection}. {@link
 * dev.headroom.keyset.spring.KeysetProblems} answers mistakes of readers.
 *
 * <p>With code that speaks Spring Data's types: {@link dev.headroom.keyset.spring.KeysetWindows}, {@link
 * dev.headroom.keyset.spring.KeysetSlices}, {@link dev.headroom.keyset.spring.SortKeys}, {@link
 * dev.headroom.keyset.spring.KeysetFilters}.
 *
 * <p>Nothing is registered behind the application's back, except the implementation of the repository interface. Method
 * parameters and results are not null unless they are marked {@code @Nullable}.
 */
@NullMarked
package dev.headroom.keyset.spring;

import org.jspecify.annotations.NullMarked;
