/** Where music comes from: the port every source implements, and what it hands over. */
@NullMarked
package dev.muzon.extractor.source;

import org.jspecify.annotations.NullMarked;
