/** The title of the song on air, as radio stations send it. They use ICY, comments of Ogg, or ID3 in HLS. */
@NullMarked
package dev.muzon.extractor.title;

import org.jspecify.annotations.NullMarked;
