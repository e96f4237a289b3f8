/**
 * The stream under faults: brokers and scorers as processes of their own, killed, stopped, cut off
 * and overloaded while a {@link sentiment.faults.Ledger} keeps count of every record.
 */
@NullMarked
package sentiment.faults;

import org.jspecify.annotations.NullMarked;
