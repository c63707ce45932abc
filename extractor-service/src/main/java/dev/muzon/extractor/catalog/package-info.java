/** Tracks found so far: their public ids, and what their sources need to play them again after a restart. */
@NullMarked
package dev.muzon.extractor.catalog;

import org.jspecify.annotations.NullMarked;
