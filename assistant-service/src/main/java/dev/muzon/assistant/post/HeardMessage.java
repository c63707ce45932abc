package dev.muzon.assistant.post;

import dev.muzon.protocol.channel.PostView;

/** A message with sound. */
public record HeardMessage(PostView view, PostSound sound) {}
