import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/components/button";
import { TextField } from "@/components/field";

interface PasswordFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  autoComplete: "current-password" | "new-password";
  hint?: string;
  error?: string;
  minLength?: number;
}

/** A password, hidden unless one wants to see it. */
export function PasswordField({ onChange, ...field }: PasswordFieldProps) {
  const { t } = useTranslation("session");
  const [isShown, setShown] = useState(false);
  return (
    <div className="relative">
      <TextField
        {...field}
        type={isShown ? "text" : "password"}
        required
        spellCheck={false}
        autoCapitalize="none"
        onChange={(event) => { onChange(event.target.value); }}
      />
      <IconButton
        label={t(isShown ? "hide_password" : "show_password")}
        icon={isShown ? EyeOff : Eye}
        isPressed={isShown}
        onClick={() => { setShown(!isShown); }}
        className="absolute top-7 right-0.5"
      />
    </div>
  );
}
