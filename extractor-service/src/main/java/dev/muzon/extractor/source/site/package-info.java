/** Sites that are searched for words without an account: SoundCloud, Bandcamp, the Internet Archive and Jamendo. */
@NullMarked
package dev.muzon.extractor.source.site;

import org.jspecify.annotations.NullMarked;
