/** The songs of Telegram channels that a chat reads, through assistant-service. */
@NullMarked
package dev.muzon.extractor.source.channel;

import org.jspecify.annotations.NullMarked;
