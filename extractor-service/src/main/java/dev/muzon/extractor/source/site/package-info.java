/** Sites that are searched for words without an account: YouTube Music, SoundCloud, Bandcamp, the Internet Archive and Jamendo. */
@NullMarked
package dev.muzon.extractor.source.site;

import org.jspecify.annotations.NullMarked;
