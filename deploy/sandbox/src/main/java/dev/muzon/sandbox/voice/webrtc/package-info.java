/**
 * The voice-chat server with libwebrtc: each participant is one peer connection that only receives. It is the
 * controlling, DTLS-active side, as Telegram's servers are for their clients.
 */
@NullMarked
package dev.muzon.sandbox.voice.webrtc;

import org.jspecify.annotations.NullMarked;
