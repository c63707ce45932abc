/**
 * YouTube and other sites by yt-dlp. A Python worker that has imported it forks a child for each question. The worker
 * reads only its own program and reaches only the {@link dev.muzon.extractor.door.ForwardProxy}. Sound goes through the
 * {@link dev.muzon.extractor.door.Door}.
 */
@NullMarked
package dev.muzon.extractor.source.ytdlp;

import org.jspecify.annotations.NullMarked;
