/** Radio stations by words, from the community's directory radio-browser. Their sound comes through the door. */
@NullMarked
package dev.muzon.extractor.source.radio;

import org.jspecify.annotations.NullMarked;
