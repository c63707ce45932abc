/** Infrastructure that every service shares. Each sub-package is one concern, wired by Boot's auto-configuration. */
@NullMarked
package dev.muzon.runtime;

import org.jspecify.annotations.NullMarked;
