/** The commands that control playback. */
@NullMarked
package dev.muzon.gateway.music.control;

import org.jspecify.annotations.NullMarked;
