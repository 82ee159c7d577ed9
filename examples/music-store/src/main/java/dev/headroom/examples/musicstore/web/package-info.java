/** How lists go over HTTP: requests for pages, pages as JSON, refusals as RFC 9457 problems. */
@NullMarked
package dev.headroom.examples.musicstore.web;

import org.jspecify.annotations.NullMarked;
