# Ask data.toolrisk.decision with {"server": …, "tool": …, "args": {…}}: "allow", "ask", "deny" or "hide".
# data.toolrisk.limit is how many calls to let through, for whoever counts; data.toolrisk.reason is for the caller.
package toolrisk

import rego.v1

default decision := "deny"

decision := "allow" if {
	input.server == "ledger-books"
	input.tool in ["archive_ledger", "list_entries"]
}

decision := "ask" if {
	input.server == "ledger-books"
	input.tool == "issue_refund"
}

decision := "hide" if {
	input.server == "ledger-books"
	input.tool == "purge_ledger"
}

passed contains ["ledger-books", "open_page"] if {
	is_object(input.args)
	"url" in object.keys(input.args)
	is_string(input.args["url"])
	regex.match("^https://example\\.com([/?#][^\\s\\\\]*)?$", input.args["url"])
}

decision := "allow" if {
	input.server == "ledger-books"
	input.tool == "open_page"
	["ledger-books", "open_page"] in passed
}

limit := {"max": 30, "window": "minute"} if {
	input.server == "ledger-books"
	input.tool == "archive_ledger"
}

reason := "Closed years stay closed." if {
	input.server == "ledger-books"
	input.tool == "reopen_year"
}
