/** The stream of sound between extractor-service and voice-call-service: Matroska, with the titles of a radio's songs in it. */
@NullMarked
package dev.muzon.protocol.media;

import org.jspecify.annotations.NullMarked;
