/** The sound of a track, sent as it arrives. */
@NullMarked
package dev.muzon.extractor.media;

import org.jspecify.annotations.NullMarked;
