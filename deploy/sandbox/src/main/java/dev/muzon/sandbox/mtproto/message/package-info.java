/** Dialogs, histories, sending, files and transcripts. */
@NullMarked
package dev.muzon.sandbox.mtproto.message;

import org.jspecify.annotations.NullMarked;
