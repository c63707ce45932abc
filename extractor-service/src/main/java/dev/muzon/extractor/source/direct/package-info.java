/** Audio and HLS behind a URL that a stranger typed. ffmpeg reads it through the {@link dev.muzon.extractor.door door}. */
@NullMarked
package dev.muzon.extractor.source.direct;

import org.jspecify.annotations.NullMarked;
