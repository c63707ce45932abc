/** TL, Telegram's binary serialisation: a codec driven by tables of constructor ids and fields. */
@NullMarked
package dev.muzon.sandbox.mtproto.tl;

import org.jspecify.annotations.NullMarked;
