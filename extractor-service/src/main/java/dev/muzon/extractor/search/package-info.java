/** The search that lists what words may mean, over all sources at once. Nothing is opened and nothing is queued. */
@NullMarked
package dev.muzon.extractor.search;

import org.jspecify.annotations.NullMarked;
