/** Searches whose results people see and pick from: {@code /search}, inline queries, and what comes close to a request. */
@NullMarked
package dev.muzon.gateway.music.search;

import org.jspecify.annotations.NullMarked;
