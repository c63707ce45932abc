/** The room on disk that everything fetched shares. */
@NullMarked
package dev.muzon.extractor.disk;

import org.jspecify.annotations.NullMarked;
