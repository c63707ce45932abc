/** The way from a request to tracks in the player's queue, or to the reason why not, within a deadline. */
@NullMarked
package dev.muzon.extractor.resolve;

import org.jspecify.annotations.NullMarked;
