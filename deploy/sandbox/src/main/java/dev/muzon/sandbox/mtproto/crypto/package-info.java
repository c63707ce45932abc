/** MTProto's cryptography, from the server's side: key exchange, message encryption, password check. */
@NullMarked
package dev.muzon.sandbox.mtproto.crypto;

import org.jspecify.annotations.NullMarked;
