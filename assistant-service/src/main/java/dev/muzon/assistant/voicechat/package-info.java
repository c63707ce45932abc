/** Joining and leaving of voice chats for voice-call-service, with the account that serves the chat best. */
@NullMarked
package dev.muzon.assistant.voicechat;

import org.jspecify.annotations.NullMarked;
