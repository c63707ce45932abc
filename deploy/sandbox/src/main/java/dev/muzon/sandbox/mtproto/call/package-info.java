/** Voice chats and their participants. The voice server carries their sound. */
@NullMarked
package dev.muzon.sandbox.mtproto.call;

import org.jspecify.annotations.NullMarked;
