/**
 * Tests of the whole service with real Spring, MongoDB, REST and ffmpeg. The engine only remembers, and the neighbours
 * are stubs.
 */
@NullMarked
package dev.muzon.voice.service;

import org.jspecify.annotations.NullMarked;
