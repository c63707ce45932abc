/** People and groups in MTProto's shape: named in requests, shown in answers. */
@NullMarked
package dev.muzon.sandbox.mtproto.peer;

import org.jspecify.annotations.NullMarked;
