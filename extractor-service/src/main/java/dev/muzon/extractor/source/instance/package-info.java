/** The operator's own Cobalt, Invidious and Piped instances, which open pages where our own ways fail. */
@NullMarked
package dev.muzon.extractor.source.instance;

import org.jspecify.annotations.NullMarked;
