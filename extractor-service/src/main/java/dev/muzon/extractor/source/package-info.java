/** The places music comes from: the port that every source implements, and what it hands over. */
@NullMarked
package dev.muzon.extractor.source;

import org.jspecify.annotations.NullMarked;
