/** Proof of the whole service: real Spring, MongoDB, REST and ffmpeg; an engine that remembers, neighbours that obey. */
@NullMarked
package dev.muzon.voice.service;

import org.jspecify.annotations.NullMarked;
