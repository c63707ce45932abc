/** Tests of the Helm chart: what it renders, and what it refuses. */
@NullMarked
package dev.muzon.helm;

import org.jspecify.annotations.NullMarked;
