/** Joining and leaving voice chats for voice-call-service, with whichever account serves the chat best. */
@NullMarked
package dev.muzon.assistant.voicechat;

import org.jspecify.annotations.NullMarked;
