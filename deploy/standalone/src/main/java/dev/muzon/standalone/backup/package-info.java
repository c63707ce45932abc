/** Backups of a suite: its database and the sessions of its accounts in one encrypted file. */
@NullMarked
package dev.muzon.standalone.backup;

import org.jspecify.annotations.NullMarked;
