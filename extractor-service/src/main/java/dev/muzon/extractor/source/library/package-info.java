/** The operator's own folder of music, searchable by text in any script. */
@NullMarked
package dev.muzon.extractor.source.library;

import org.jspecify.annotations.NullMarked;
