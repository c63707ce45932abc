package dev.muzon.sandbox.mtproto.session;

import dev.muzon.sandbox.mtproto.crypto.ServerKey;
import java.time.Clock;

/** The parts of the server that all connections share. */
record Server(
        ServerKey key, Devices devices, Sessions sessions, MessageIds messageIds, Clock clock, Requests requests) {}
