/** Finding, fetching and decoding audio. */
@NullMarked
package dev.muzon.extractor;

import org.jspecify.annotations.NullMarked;
