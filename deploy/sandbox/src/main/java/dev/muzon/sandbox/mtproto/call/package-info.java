/** Voice chats: who is in them is settled here, their sound flows elsewhere. */
@NullMarked
package dev.muzon.sandbox.mtproto.call;

import org.jspecify.annotations.NullMarked;
