/**
 * Links of music services whose sound is copy-protected. Their public pages say which song a link means, and the same
 * song is looked for in the other sources. No protection is circumvented: their own sound is never touched.
 */
@NullMarked
package dev.muzon.extractor.source.metadata;

import org.jspecify.annotations.NullMarked;
