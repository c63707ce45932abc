/** Talking to the chat's player, which lives in voice-call-service. */
@NullMarked
package dev.muzon.gateway.music.player;

import org.jspecify.annotations.NullMarked;
