/**
 * The pages of the store: a start page, and a page for each module.
 *
 * <p>All pages share {@code pages/layout.html}. To add the page of a module, give its entry in
 * {@code pages/modules.json} a title, a figure and the source of the figure. Then write {@code pages/<name>.html} and
 * {@code static/<name>/page.js}, and add the page to {@code LayoutTest}. Begin reading at {@link dev.headroom.examples.musicstore.page.StorePages}.
 */
@NullMarked
package dev.headroom.examples.musicstore.page;

import org.jspecify.annotations.NullMarked;
