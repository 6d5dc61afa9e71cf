from agents.mcp import create_static_tool_filter

MCP_POLICIES = {
    "ledger-books": {
        "tool_filter": create_static_tool_filter(allowed_tool_names=["archive_ledger", "issue_refund", "list_entries", "open_page"]),
        "require_approval": {
            "always": {"tool_names": ["archive_ledger", "issue_refund", "open_page"]},
            "never": {"tool_names": ["list_entries"]},
        },
    },
}
