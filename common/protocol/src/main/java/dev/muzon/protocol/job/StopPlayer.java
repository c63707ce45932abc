package dev.muzon.protocol.job;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.muzon.protocol.ChatRef;

/**
 * A stop because the bot was removed from the chat, from bot-gateway to voice-call-service. It stops playback, clears
 * the queue and leaves the voice chat. Repeating it changes nothing.
 *
 * @param sequence number of the update that says so. It ends what earlier updates asked for, also what is still on its
 * way here. What a later update asked for stays. 0 ends everything that is there
 */
public record StopPlayer(
        ChatRef chat, @JsonSetter(nulls = Nulls.AS_EMPTY) long sequence) implements Job {}
