/** Audio, voice and video messages: files that bot-gateway can fetch from Telegram. */
@NullMarked
package dev.muzon.extractor.source.telegram;

import org.jspecify.annotations.NullMarked;
